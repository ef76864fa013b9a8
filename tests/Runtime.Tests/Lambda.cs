namespace Containerless.Runtime.Tests;

internal delegate Value LambdaBody(Value self, in Args args);

/// <summary>A closure as generated code would make it.</summary>
internal sealed class Lambda(Realm realm, LambdaBody body) : FunctionObject(realm, "lambda", 1)
{
    public override Value Call(Value thisValue, in Args args)
    {
        Realm.Enter(1);
        return body(thisValue, in args);
    }
}
