namespace Containerless.Runtime.Hosting;

/// <summary>One realm with its program: what a warm container is in the other tier.</summary>
/// <remarks>
/// A request in short: (1) the handler's first turn runs on the caller's thread; (2) with nothing pending the outcome
/// is known and returned at once; (3) otherwise callbacks run, one turn each, as their replies come; (4) the first
/// answer is the outcome at the end of its turn; (5) when nothing is pending any more the instance is idle.
/// Not thread-safe: one request at a time, from <see cref="HandleAsync"/> until <see cref="Idle"/> completes.
/// </remarks>
public sealed class Instance : ITurns
{
    private readonly Realm _realm;
    private readonly InstanceOptions _options;
    private readonly EventLoop _loop;
    private readonly int _prelude;
    private FunctionObject? _handler;

    // The request in progress.
    private IOutbound? _outbound;
    private CancellationToken _cancellation;
    private Outcome? _outcome;
    private bool _reading;

    private Instance(Realm realm, CompiledProgram program, InstanceOptions options)
    {
        _prelude = program.Prelude;
        _realm = realm;
        _options = options;
        _loop = new EventLoop(realm, options.Clock);
        realm.Turns = this;
        realm.Random = options.Random;
        realm.Seeds = options.Seeds;
        realm.Environment = new PlainObject(new Shape(Builtins.Prototypes.ObjectObject), [], new Builtins.EnvironmentData());
        foreach ((string name, string value) in options.Environment)
            realm.Environment.DefineOwn(realm, name, value);
    }

    /// <summary>The realm, for <see cref="RequestReader"/>.</summary>
    internal Realm Realm => _realm;

    /// <summary>Whether the instance must be discarded: it bailed out, passed a limit, failed or was cancelled.</summary>
    public bool Poisoned { get; private set; }

    /// <summary>Completes when no callback of the last request is pending; never faults. Only then may the instance
    /// serve again, or its console output be taken.</summary>
    public Task Idle { get; private set; } = Task.CompletedTask;

    /// <summary>What went wrong after the answer had been given; null where nothing did. Valid when idle.</summary>
    public Outcome? AfterAnswer { get; private set; }

    /// <summary>What logs call it; the host's to choose.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gas used by the request so far.</summary>
    public long GasUsed => _realm.GasUsed;

    /// <summary>Bytes charged by the request so far.</summary>
    public long BytesUsed => _realm.BytesUsed;

    /// <summary>
    /// Makes a realm and runs the program's top level in it, on the caller's thread. Null where it bailed out, passed
    /// a limit or did not call <c>listen</c>; <paramref name="failure"/> then says why.
    /// </summary>
    public static Instance? Start(Func<CompiledProgram> program, InstanceOptions options, out Outcome failure)
    {
        CompiledProgram code = program();
        var realm = new Realm(code.Caches, code.Literals());
        var instance = new Instance(realm, code, options);
        realm.BeginRequest(options.Limits, options.Clock, CancellationToken.None);
        if (instance.RunTurn(new Turn(code), out failure))
        {
            if (instance._handler is not null) return instance;
            failure = instance.Of(OutcomeKind.Bailout, "listen was not called by the end of the first turn", null, 0);
        }
        return null;
    }

    /// <summary>
    /// Serves a request. Without outbound calls it completes synchronously. Throws
    /// <see cref="OperationCanceledException"/> when cancelled, after which the instance is poisoned.
    /// </summary>
    /// <exception cref="InvalidOperationException">The instance is poisoned or not idle.</exception>
    public ValueTask<Outcome> HandleAsync(in FunctionRequest request, IOutbound outbound, CancellationToken ct)
    {
        if (Poisoned) throw new InvalidOperationException("The instance is poisoned.");
        if (!Idle.IsCompleted) throw new InvalidOperationException("The instance is still busy.");
        if (!_reading) BeginReading();
        _reading = false;
        _outbound = outbound;
        _cancellation = ct;
        _realm.Cancellation = ct;

        // (1)
        _loop.Begin();
        PlainObject argument = RequestReader.ToArgument(_realm, request);
        if (!RunTurn(new Turn(_handler!, argument), out Outcome failure)) return new(failure);

        // (2)
        if (_loop.Pending == 0) return new(Decided() ?? NoResponse());

        // (3), and (4) where the answer is already there
        if (Decided() is { } outcome)
        {
            Idle = DrainAsync(null);
            return new(outcome);
        }
        var decided = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        Idle = DrainAsync(decided);
        return new(decided.Task);
    }

    /// <summary>Starts the request's clock and counters; reading it is the first thing that uses them.</summary>
    internal void BeginReading()
    {
        if (Poisoned) throw new InvalidOperationException("The instance is poisoned.");
        if (!Idle.IsCompleted) throw new InvalidOperationException("The instance is still busy.");
        _reading = true;
        _outcome = null;
        AfterAnswer = null;
        _realm.ForgetReadings();
        _realm.BeginRequest(_options.Limits, _options.Clock, CancellationToken.None);
    }

    internal void Poison() => Poisoned = true;

    /// <summary>Takes the console output since the last call. Empty after a bail-out, whose output is dropped.</summary>
    public IReadOnlyList<ConsoleLine> TakeConsole()
    {
        if (_realm.Console.Count == 0) return [];
        ConsoleLine[] lines = [.. _realm.Console];
        _realm.Console.Clear();
        return lines;
    }

    /// <summary>
    /// What the request that poisoned this instance sent and was told, for whoever runs it again. Calls under way go on.
    /// </summary>
    public AttemptRecord TakeRecord() => new(_loop.Calls?.All ?? [], _realm.ClockReadings, _realm.Seed);

    /// <summary>Runs callbacks until none is pending; <paramref name="decided"/> gets the outcome as soon as it is known.</summary>
    private async Task DrainAsync(TaskCompletionSource<Outcome>? decided)
    {
        TimeSpan remaining = _options.Limits.Time - _realm.Elapsed;
        using var deadline = new CancellationTokenSource(
            remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, _options.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _cancellation);
        try
        {
            while (_loop.Pending > 0)
            {
                if (!_loop.TryNext(out Turn turn))
                {
                    await _loop.WaitAsync(stop.Token).ConfigureAwait(false);
                    continue;
                }
                if (turn.Fault is not null)
                {
                    Fail(decided, Failure(turn.Fault));
                    return;
                }
                if (!RunTurn(turn, out Outcome failure))
                {
                    Fail(decided, failure);
                    return;
                }
                if (decided is not null && Decided() is { } outcome)
                {
                    decided.TrySetResult(outcome);
                    decided = null;
                }
            }
            // Nobody will ask for it, and the instance may be idle for long.
            _loop.Calls = null;
            decided?.TrySetResult(NoResponse());
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            Fail(decided, Failure(_realm.TimeExceeded(_realm.Elapsed)));
        }
        catch (OperationCanceledException)
        {
            Poisoned = true;
            decided?.TrySetCanceled(_cancellation);
        }
        catch (Exception e)
        {
            Fail(decided, Failure(e));
        }
    }

    private void Fail(TaskCompletionSource<Outcome>? decided, Outcome failure)
    {
        if (decided is null) AfterAnswer = failure;
        else decided.TrySetResult(failure);
    }

    /// <summary>Runs one turn with its microtasks; false with the failure where it did not end normally, for which an
    /// error of the function is not enough.</summary>
    private bool RunTurn(Turn turn, out Outcome failure)
    {
        _realm.BeginTurn();
        try
        {
            if (Threw(turn) is { } thrown) Fail(thrown.Value);
            _realm.RunMicrotasks();
            failure = default;
            return true;
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            Poisoned = true;
            throw;
        }
        catch (Exception e)
        {
            failure = Failure(e);
            return false;
        }
    }

    /// <summary>What the turn's own stack threw. What comes of it does not run in the catch, on top of that stack.</summary>
    private JsThrow? Threw(in Turn turn)
    {
        try
        {
            turn.Run(_realm);
            return null;
        }
        catch (JsThrow e)
        {
            return e;
        }
    }

    /// <summary>An error that nothing caught is the current request's; the first outcome of a request counts.</summary>
    private void Fail(Value error)
    {
        UncaughtError described = UncaughtError.Describe(_realm, error, _prelude);
        if (_outbound is null) throw new Bailout($"an error in the first turn: {described}");
        if (_outcome is not null)
        {
            _realm.Console.Add(new ConsoleLine(true, $"containerless: an error after the answer: {described}"));
            return;
        }
        if (!described.IsLineKnown) throw new Bailout("the line of an error is not known");
        _outcome = new Outcome
        {
            Kind = OutcomeKind.Error,
            Body = described.ToJson(_realm),
            Reason = described.Name,
            Detail = described.Message,
            Line = described.Line ?? 0,
        };
    }

    private Outcome Failure(Exception e)
    {
        Poisoned = true;
        _realm.Console.Clear();
        return e switch
        {
            Bailout b => Of(OutcomeKind.Bailout, b.Reason, null, b.Line != 0 ? b.Line : _realm.CurrentLine),
            LimitExceeded l => Of(OutcomeKind.Limit, l.Limit, l.MessageAt(OwnLine(l.Line)), l.Line),
            // `checked` integer arithmetic of generated code.
            OverflowException => Of(OutcomeKind.Bailout, "guard: int32 overflow", null, _realm.CurrentLine),
            _ => Of(OutcomeKind.Fault, $"{e.GetType().Name}: {e.Message}", null, _realm.CurrentLine) with { Fault = e },
        };
    }

    private Outcome Of(OutcomeKind kind, string reason, string? detail, int line) => new()
    {
        Kind = kind,
        Reason = line > 0 && OwnLine(line) == 0 ? $"{reason}, in a package (line {line} of index.js)" : reason,
        Detail = detail,
        Line = OwnLine(line),
        GasUsed = _realm.GasUsed,
        BytesUsed = _realm.BytesUsed,
    };

    /// <summary>A line of the program as one of the function's own file; 0 for code of a package.</summary>
    private int OwnLine(int line) => Math.Max(0, line - _prelude);

    /// <summary>The answer or the error, once there is one.</summary>
    private Outcome? Decided() => _outcome is { } outcome
        ? outcome with { GasUsed = _realm.GasUsed, BytesUsed = _realm.BytesUsed }
        : null;

    private Outcome NoResponse() => Of(
        OutcomeKind.NoResponse, "NoResponse", "The function finished without calling respond.", 0);

    void ITurns.Listen(FunctionObject handler, int line) => _handler = handler;

    void ITurns.Respond(string body, int line)
    {
        if (_outbound is null || _outcome is not null)
        {
            _realm.Console.Add(new ConsoleLine(
                true, "containerless: respond was called again, or outside of a request: ignored"));
            return;
        }
        long bytes = System.Text.Encoding.UTF8.GetByteCount(body);
        if (bytes > _options.Limits.ReplyBytes)
        {
            throw new LimitExceeded(
                LimitExceeded.Reply, $"{bytes} bytes", $"{_options.Limits.ReplyBytes} bytes", line);
        }
        _outcome = new Outcome { Kind = OutcomeKind.Answer, Body = body, Line = line };
    }

    void ITurns.Fail(Value error) => Fail(error);

    void ITurns.Send(OutboundCall call, FunctionObject callback, int line)
    {
        if (_outbound is null) throw new Bailout("an outbound call at the top level", line);
        _loop.Expect();
        Task<OutboundReply> reply;
        try
        {
            reply = _outbound.SendAsync(call, _cancellation);
        }
        catch (Exception e)
        {
            reply = Task.FromException<OutboundReply>(e);
        }
        _loop.Calls ??= new CallList(_options.RecordBytes);
        _ = FinishAsync(reply, callback, _loop.Calls.Add(call, reply, _options.Clock.GetTimestamp()));
    }

    void ITurns.Later(Value value, FunctionObject callback, int line)
    {
        if (_outbound is null) throw new Bailout("an outbound call at the top level", line);
        _loop.Immediate(new Turn(callback, value));
    }

    void ITurns.Start(TimerObject timer, double delay, int line)
    {
        if (_outbound is null) throw new Bailout("a timer at the top level", line);
        if (timer.IsImmediate) _loop.Immediate(new Turn(timer));
        else _loop.Timer(timer, delay);
    }

    void ITurns.Clear(TimerObject timer) => _loop.Clear(timer);

    private async Task FinishAsync(Task<OutboundReply> pending, FunctionObject callback, RecordedCall call)
    {
        Completion completion;
        try
        {
            OutboundReply reply = await pending.ConfigureAwait(false);
            completion = new Completion(callback, reply.Body, null, call);
        }
        catch (Exception e)
        {
            // Nothing is swallowed: the loop that waits for this call ends with it as a fault.
            completion = new Completion(callback, null, e, call);
        }
        _loop.Arrivals.TryWrite(completion);
    }
}
