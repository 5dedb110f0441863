namespace OneLink.Client.Domains;

/// <summary>Whether control of a domain is proven, and how to prove it.</summary>
public sealed record DomainVerification
{
    /// <summary><c>pending</c>, <c>verified</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>dns</c>, <c>http</c> or <c>installation</c>; null where it is not proven.</summary>
    public string? Method { get; init; }

    /// <summary>Why the last look failed and what to do.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>One way: a DNS record.</summary>
    public required VerificationRecord Dns { get; init; }

    /// <summary>The other: a file on the site that the host has.</summary>
    public required VerificationFile Http { get; init; }
}
