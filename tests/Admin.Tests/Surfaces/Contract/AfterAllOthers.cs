namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>Tests of what the others have done: collections that tolerate no others run after all those that do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AfterAllOthers
{
    public const string Name = "After all others";
}
