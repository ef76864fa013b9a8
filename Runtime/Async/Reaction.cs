namespace Containerless.Runtime;

/// <summary>A reaction made by <c>then</c> (ECMA-262 §27.2.1.2, §27.2.2.1).</summary>
/// <param name="derived">What <c>then</c> returned; null where nobody can see it.</param>
/// <param name="onFulfilled">Null: the value is passed on.</param>
/// <param name="onRejected">Null: the reason is passed on.</param>
internal sealed class Reaction(Capability? derived, FunctionObject? onFulfilled, FunctionObject? onRejected) : Job
{
    internal override void Run(Realm realm, Value value, bool rejected)
    {
        FunctionObject? handler = rejected ? onRejected : onFulfilled;
        if (handler is not null)
        {
            try
            {
                value = handler.Invoke(realm, default, new Args(value), 0);
                rejected = false;
            }
            catch (JsThrow e)
            {
                value = e.Value;
                rejected = true;
            }
        }
        if (rejected) derived?.Reject(realm, value);
        else derived?.Resolve(realm, value);
    }
}
