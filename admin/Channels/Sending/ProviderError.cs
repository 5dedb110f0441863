namespace OneLink.Admin.Channels.Sending;

/// <summary>What an error of a provider means for the message: a line of the provider's table.</summary>
/// <param name="Result">Whether it may be tried again.</param>
/// <param name="Meaning">For people.</param>
internal sealed record ProviderError(SendResult Result, string Meaning)
{
    /// <summary>It was asked too often.</summary>
    public bool IsLimit { get; init; }

    /// <summary>The inbox has to wait, not this message alone.</summary>
    public bool StopsInbox { get; init; }

    public static ProviderError Refuses(string meaning) => new(SendResult.Refused, meaning);

    public static ProviderError Passes(string meaning) => new(SendResult.Later, meaning);

    /// <summary>The whole inbox has asked too often.</summary>
    public static ProviderError Throttles(string meaning) => new(SendResult.Later, meaning) { IsLimit = true, StopsInbox = true };

    /// <param name="code">As the provider says it.</param>
    /// <param name="details">What the provider says besides; null for nothing.</param>
    /// <param name="retryAfter">What the provider asks for; null for nothing.</param>
    public SendOutcome Outcome(string code, string? details, TimeSpan? retryAfter) => new()
    {
        Result = Result,
        ErrorCode = code,
        Reason = string.IsNullOrWhiteSpace(details) ? Meaning : $"{Meaning} ({details})",
        RetryAfter = retryAfter,
        IsLimit = IsLimit,
        StopsInbox = StopsInbox,
    };
}
