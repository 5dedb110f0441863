namespace OneLink.Admin.Domains;

/// <summary>A host name under which an account's links live. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record LinkDomain
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>Lower case, without port: what the edge matches.</summary>
    public required string Host { get; init; }

    /// <summary>As shown, with the port where the edge is reached directly.</summary>
    public required string Authority { get; init; }

    public required string Scheme { get; init; }

    public required long IsDefault { get; init; }

    public required long IsFallback { get; init; }

    public required long IsCaseSensitive { get; init; }

    public string? RootUrl { get; init; }

    public string? NotFoundUrl { get; init; }

    public string? ExpiredUrl { get; init; }

    /// <summary>Apps and crawlers, JSON (<see cref="DomainSettings"/>).</summary>
    public string Settings { get; init; } = "{}";

    /// <summary>By which apps name the domain (<c>POST /open</c>); public. Made when the domain is stored without one.</summary>
    public string OpenToken { get; init; } = "";

    /// <summary>Paths of links that crawlers may fetch, one a line, as published last.</summary>
    public string IndexablePaths { get; init; } = "";

    /// <summary>What proves control of the domain; shown to its account, written by it into DNS.</summary>
    public string VerificationToken { get; init; } = "";

    /// <summary>One of <see cref="Verification.DomainVerification"/>'s.</summary>
    public string VerificationState { get; init; } = Verification.DomainVerification.Pending;

    public string? VerificationMethod { get; init; }

    public string? VerificationReason { get; init; }

    public long? VerificationCheckedAt { get; init; }

    public long? VerifiedAt { get; init; }

    /// <summary>Whether edges answer for it.</summary>
    public long IsServed { get; init; } = 1;

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public bool CaseSensitive => IsCaseSensitive != 0;

    /// <summary>Address of the domain without a slash at its end.</summary>
    public string BaseUrl => Scheme + "://" + Authority;
}
