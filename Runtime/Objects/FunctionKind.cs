namespace Containerless.Runtime;

/// <summary>How a function was written, which says what <c>new</c> and its property <c>prototype</c> are.</summary>
public enum FunctionKind
{
    /// <summary>A function declaration or expression.</summary>
    Function,

    /// <summary>An arrow function.</summary>
    Arrow,

    /// <summary>A method, getter or setter.</summary>
    Method,

    /// <summary>An async function of any form.</summary>
    Async,

    /// <summary>A generator of any form.</summary>
    Generator,

    /// <summary>The constructor of a class without heritage.</summary>
    Constructor,

    /// <summary>The constructor of a class that extends another.</summary>
    Derived,
}
