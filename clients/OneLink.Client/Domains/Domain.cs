namespace OneLink.Client.Domains;

/// <summary>A domain of short links.</summary>
public sealed record Domain
{
    public required long Id { get; init; }

    public required string Host { get; init; }

    /// <summary>Whether links are made here that name no domain.</summary>
    public required bool Default { get; init; }

    public required bool CaseSensitive { get; init; }

    public string? RootUrl { get; init; }

    public string? NotFoundUrl { get; init; }

    public string? ExpiredUrl { get; init; }

    public AppleApps? Ios { get; init; }

    public AndroidApp? Android { get; init; }

    /// <summary><c>disallow</c> or <c>allow</c>.</summary>
    public required string Robots { get; init; }

    /// <summary>Public token for apps that open links.</summary>
    public required string OpenToken { get; init; }

    public required bool OpenTokenRequired { get; init; }

    /// <summary>Whether destinations that are chats carry a code of the click.</summary>
    public bool ChatCodes { get; init; }

    /// <summary>Whether control of the domain is proven, and how to prove it.</summary>
    public required DomainVerification Verification { get; init; }

    /// <summary>Whether edges answer for it.</summary>
    public required bool Served { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
