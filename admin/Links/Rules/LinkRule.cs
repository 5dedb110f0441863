namespace OneLink.Admin.Links.Rules;

/// <summary>Sends the visitors of whom its conditions hold somewhere else.</summary>
internal sealed record LinkRule
{
    /// <summary>As stats show it; unique within the link.</summary>
    public required string Name { get; init; }

    public required RuleCondition When { get; init; }

    public required RuleOutcome Then { get; init; }
}
