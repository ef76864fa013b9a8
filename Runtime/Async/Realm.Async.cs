using Containerless.Runtime.Builtins;

namespace Containerless.Runtime;

// Suspension and resumption. Between `await` and the builder, and between the queue and the code that goes on, nothing
// else of the realm runs: what is handed over lies in the realm, so that suspended functions need not hold it.
public sealed partial class Realm
{
    private JobQueue _jobs;
    private readonly List<PromiseData> _rejections = [];
    private PromiseData? _awaited;
    private Value _passed;
    private Resumption _mode;

    /// <summary>await (ECMA-262 §27.7.5.3), up to where the function is suspended.</summary>
    public JsAwait Await(Value value)
    {
        Tick(_line);
        Promises.Resolution(this, value, out _awaited, out _passed, out bool rejected);
        _mode = rejected ? Resumption.Throw : Resumption.Next;
        return new JsAwait(this);
    }

    /// <summary>The start of a generator's body, after its parameters: it is suspended here until the first next().</summary>
    /// <param name="function">The generator function itself.</param>
    public JsBegin Begin(FunctionObject function) => new(this, function);

    /// <summary>yield* (§15.5.5); gives the value of the inner iterator's last result.</summary>
    public JsYieldAll YieldAll(Value iterable, int line)
    {
        Tick(line);
        Charge(120);
        Value iterator = Iterators.Open(this, iterable, line, out Value next);
        return new JsYieldAll(this, iterator, next, line);
    }

    /// <summary>yield (§27.5.3.7); gives what next() sent.</summary>
    public JsYield Yield(Value value)
    {
        Tick(_line);
        _passed = value;
        return new JsYield(this);
    }

    /// <summary>Takes what <see cref="Yield"/> left.</summary>
    internal Value TakePassed()
    {
        Value value = _passed;
        _passed = default;
        return value;
    }

    /// <summary>Lets the frame go on when what <see cref="Await"/> left is settled.</summary>
    internal void Suspend(Job frame)
    {
        PromiseData? promise = _awaited;
        _awaited = null;
        if (promise is not null) promise.Then(this, frame);
        else Enqueue(frame, TakePassed(), _mode == Resumption.Throw);
    }

    /// <summary>Leaves what the suspended code gets.</summary>
    internal void Resume(Resumption mode, Value value)
    {
        _mode = mode;
        _passed = value;
    }

    /// <summary>In the code that goes on: the value it was sent, or the abrupt completion.</summary>
    internal Value Resumed()
    {
        Value value = TakePassed();
        return _mode switch
        {
            Resumption.Next => value,
            Resumption.Throw => throw Op.Throw(this, value, 0),
            _ => throw new GeneratorReturn(value),
        };
    }

    /// <summary>HostEnqueuePromiseJob (§9.5.5).</summary>
    internal void Enqueue(Job job, Value value, bool rejected) => _jobs.Add(this, job, value, rejected);

    /// <summary>HostPromiseRejectionTracker (§27.2.1.9): a promise without a handler was rejected.</summary>
    internal void NoteRejection(PromiseData promise)
    {
        Charge(16);
        _rejections.Add(promise);
    }

    /// <summary>
    /// The end of a turn: runs microtasks until there are none, then tells of rejections that nothing handles, as Node
    /// does (processTicksAndRejections), until nothing is left.
    /// </summary>
    internal void RunMicrotasks()
    {
        do
        {
            while (_jobs.Count > 0)
            {
                Tick(0);
                _jobs.Take(out Value value, out bool rejected).Run(this, value, rejected);
            }
        }
        while (TellRejections());
    }

    private bool TellRejections()
    {
        if (_rejections.Count == 0) return false;
        PromiseData[] noted = [.. _rejections];
        _rejections.Clear();
        foreach (PromiseData promise in noted)
            if (!promise.IsHandled) Uncaught(promise.Result);
        return _jobs.Count > 0 || _rejections.Count > 0;
    }

    /// <summary>An error that nothing caught, which is the current request's.</summary>
    internal void Uncaught(Value error)
    {
        if (Turns is null) throw new Bailout("an error that nothing caught");
        Turns.Fail(error);
    }
}

/// <summary>How suspended code goes on.</summary>
internal enum Resumption : byte
{
    Next,
    Throw,
    Return,
}
