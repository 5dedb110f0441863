namespace OneLink.Client.Domains;

/// <summary>A domain to add. What is left out gets its default.</summary>
public sealed record DomainInput
{
    public required string Host { get; init; }

    /// <summary>Whether <c>Sale</c> and <c>sale</c> are two slugs; cannot be changed.</summary>
    public bool? CaseSensitive { get; init; }

    public bool? Default { get; init; }

    /// <summary>Where the bare host leads.</summary>
    public string? RootUrl { get; init; }

    /// <summary>Where slugs lead that no link has.</summary>
    public string? NotFoundUrl { get; init; }

    public string? ExpiredUrl { get; init; }

    public AppleApps? Ios { get; init; }

    public AndroidApp? Android { get; init; }

    /// <summary><c>disallow</c> or <c>allow</c>.</summary>
    public string? Robots { get; init; }

    public bool? OpenTokenRequired { get; init; }

    /// <summary>Whether destinations that are chats carry a code of the click.</summary>
    public bool? ChatCodes { get; init; }
}
