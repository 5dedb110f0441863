namespace OneLink.Client.Links;

/// <summary>Sends the visitors for whom its conditions hold somewhere else.</summary>
public sealed record LinkRule
{
    /// <summary>As stats show it.</summary>
    public string? Name { get; init; }

    /// <summary>An empty condition holds for everybody.</summary>
    public required RuleCondition When { get; init; }

    public required RuleOutcome Then { get; init; }
}
