namespace Containerless.Runtime.Hosting;

/// <summary>What the functions' library needs of the instance around the realm.</summary>
internal interface ITurns
{
    /// <summary>Registers the handler; the last registration counts.</summary>
    void Listen(FunctionObject handler, int line);

    /// <summary>The function's answer; the first of a request counts.</summary>
    void Respond(string body, int line);

    /// <summary>An error outside of a turn's own stack that nothing caught: the current request's.</summary>
    void Fail(Value error);

    /// <summary>Starts an outbound call whose callback runs in a later turn.</summary>
    void Send(OutboundCall call, FunctionObject callback, int line);

    /// <summary>Runs the callback with this value in a later turn.</summary>
    void Later(Value value, FunctionObject callback, int line);

    /// <summary>Starts a timer; the delay, in milliseconds, is of no account for an immediate.</summary>
    void Start(TimerObject timer, double delay, int line);

    /// <summary>Stops a timer.</summary>
    void Clear(TimerObject timer);
}
