namespace Containerless.Runtime;

/// <summary>States of a promise (ECMA-262 §27.2.6).</summary>
internal enum PromiseState : byte
{
    Pending,
    Fulfilled,
    Rejected,
}

/// <summary>The internal slots of a promise.</summary>
internal sealed class PromiseData
{
    internal PromiseState State;

    /// <summary>Whether a handler was ever attached: [[PromiseIsHandled]].</summary>
    internal bool IsHandled;

    /// <summary>The value or the reason; undefined while pending.</summary>
    internal Value Result;

    private Job? _first;
    private Job? _last;

    /// <summary>PerformPromiseThen (§27.2.5.4.1), where the reaction brings its own idea of what comes of it.</summary>
    internal void Then(Realm realm, Job reaction)
    {
        switch (State)
        {
            case PromiseState.Pending:
                reaction.Next = null;
                if (_last is null) _first = reaction;
                else _last.Next = reaction;
                _last = reaction;
                break;
            case PromiseState.Fulfilled:
                realm.Enqueue(reaction, Result, false);
                break;
            default:
                realm.Enqueue(reaction, Result, true);
                break;
        }
        // A rejected promise that is handled before the turn ends is off the list of the unhandled (§27.2.1.9).
        IsHandled = true;
    }

    /// <summary>FulfillPromise (§27.2.1.4).</summary>
    internal void Fulfill(Realm realm, Value value)
    {
        State = PromiseState.Fulfilled;
        Settle(realm, value, false);
    }

    /// <summary>RejectPromise (§27.2.1.7).</summary>
    internal void Reject(Realm realm, Value reason)
    {
        State = PromiseState.Rejected;
        if (!IsHandled) realm.NoteRejection(this);
        Settle(realm, reason, true);
    }

    /// <summary>TriggerPromiseReactions (§27.2.1.8).</summary>
    private void Settle(Realm realm, Value result, bool rejected)
    {
        Result = result;
        Job? reaction = _first;
        _first = _last = null;
        while (reaction is not null)
        {
            Job? next = reaction.Next;
            reaction.Next = null;
            realm.Tick(realm.CurrentLine);
            realm.Enqueue(reaction, result, rejected);
            reaction = next;
        }
    }
}
