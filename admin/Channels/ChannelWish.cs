using OneLink.Admin.Validation;

namespace OneLink.Admin.Channels;

/// <summary>What somebody gives to connect an inbox to its provider; what is not given stays.</summary>
internal sealed record ChannelWish
{
    /// <summary>By which the provider names the number, page or account. A bot's is in its token.</summary>
    public Given<string?> ExternalId { get; init; }

    public Given<string?> AccessToken { get; init; }

    public Given<string?> AppSecret { get; init; }

    /// <summary>That the provider is to repeat; else one is made.</summary>
    public Given<string?> VerifyToken { get; init; }

    /// <summary>As the API names the access token.</summary>
    public required string TokenName { get; init; }

    /// <summary>As the API names the number, page or account.</summary>
    public required string ExternalName { get; init; }

    public bool IsGiven => ExternalId.IsGiven || AccessToken.IsGiven || AppSecret.IsGiven;
}
