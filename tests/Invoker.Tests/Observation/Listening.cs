namespace Containerless.Invoker.Tests.Observation;

/// <summary>Tests that listen to spans or measurements. Who listens hears the whole process, and is noticed by the rest of it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Listening
{
    public const string Name = "Listening";
}
