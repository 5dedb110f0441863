namespace OneLink.Admin.Automation.Rules;

/// <summary>What an account wants done whenever something happens. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record AutomationRule
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    /// <summary>One of <see cref="RuleEvent"/>.</summary>
    public string EventName { get; init; } = "";

    /// <summary>JSON array, as the client wrote it.</summary>
    public string Conditions { get; init; } = "[]";

    /// <summary>JSON array, as the client wrote it.</summary>
    public string Actions { get; init; } = "[]";

    public long IsActive { get; init; } = 1;

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
