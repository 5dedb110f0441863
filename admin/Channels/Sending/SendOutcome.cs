namespace OneLink.Admin.Channels.Sending;

/// <summary>What came of one attempt to send a message or a part of it.</summary>
internal sealed record SendOutcome
{
    public required SendResult Result { get; init; }

    /// <summary>By which the provider names what it took; unique in the inbox.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The provider's, or a word of ours.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>For people.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when to try again; null for the usual pause.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the provider has refused only because it was asked too often: that does not count against the message.</summary>
    public bool IsLimit { get; init; }

    /// <summary>Whether everything that the inbox sends has to wait, not this message alone.</summary>
    public bool StopsInbox { get; init; }

    /// <summary>As the message shows it.</summary>
    public string Error => ErrorCode is null ? Reason ?? "" : $"{ErrorCode}: {Reason}";

    /// <param name="providerId">Null where the provider has taken it and not said what it is called.</param>
    public static SendOutcome Accepted(string? providerId) => new() { Result = SendResult.Accepted, ProviderId = providerId };

    public static SendOutcome Refused(string code, string reason) => new() { Result = SendResult.Refused, ErrorCode = code, Reason = reason };

    public static SendOutcome Later(string code, string reason) => new() { Result = SendResult.Later, ErrorCode = code, Reason = reason };

    /// <summary>The provider was not reached, or its answer is none.</summary>
    public static SendOutcome OfSilence(ProviderAnswer answer)
        => answer.IsUnsent ? Later("unreachable", answer.Reason) : new() { Result = SendResult.InDoubt, ErrorCode = "no_answer", Reason = answer.Reason };
}
