using System.Text.Json.Nodes;
using OneLink.Client.Json;

namespace OneLink.Client.Links;

/// <summary>What to change about a link: only properties that were set are sent, and null clears.</summary>
public sealed class LinkPatch : MergePatch
{
    public string? Url
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>Generated where left out.</summary>
    public string? Slug
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>The account's default where left out.</summary>
    public string? Domain
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>URI that opens the app.</summary>
    public string? DeepLinkPath
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>By platform name; null removes what a platform has.</summary>
    public IReadOnlyDictionary<string, LinkPlatform?>? Platforms
    {
        get => Get(ClientJson.Default.IReadOnlyDictionaryStringLinkPlatform);
        set => Set(value, ClientJson.Default.IReadOnlyDictionaryStringLinkPlatform);
    }

    /// <summary>The first that holds decides.</summary>
    public IReadOnlyList<LinkRule>? Rules
    {
        get => Get(ClientJson.Default.IReadOnlyListLinkRule);
        set => Set(value, ClientJson.Default.IReadOnlyListLinkRule);
    }

    /// <summary>Two to ten.</summary>
    public IReadOnlyList<LinkVariant>? Variants
    {
        get => Get(ClientJson.Default.IReadOnlyListLinkVariant);
        set => Set(value, ClientJson.Default.IReadOnlyListLinkVariant);
    }

    public DateTimeOffset? VariantsFrom
    {
        get => GetValue(ClientJson.Default.DateTimeOffset);
        set => Set(value, ClientJson.Default.DateTimeOffset);
    }

    public DateTimeOffset? VariantsUntil
    {
        get => GetValue(ClientJson.Default.DateTimeOffset);
        set => Set(value, ClientJson.Default.DateTimeOffset);
    }

    public LinkBrand? Brand
    {
        get => Get(ClientJson.Default.LinkBrand);
        set => Set(value, ClientJson.Default.LinkBrand);
    }

    public LinkUtm? Utm
    {
        get => Get(ClientJson.Default.LinkUtm);
        set => Set(value, ClientJson.Default.LinkUtm);
    }

    /// <summary>301, 302, 307 or 308.</summary>
    public int? RedirectStatus
    {
        get => GetValue(ClientJson.Default.Int32);
        set => Set(value, ClientJson.Default.Int32);
    }

    public bool? ForwardQuery
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    public bool? ForwardPath
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    public bool? Indexable
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    /// <summary>Whether Safari on a Mac is asked if it is an iPad.</summary>
    public bool? ProbeIpad
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    public DateTimeOffset? ActiveFrom
    {
        get => GetValue(ClientJson.Default.DateTimeOffset);
        set => Set(value, ClientJson.Default.DateTimeOffset);
    }

    public DateTimeOffset? ExpiresAt
    {
        get => GetValue(ClientJson.Default.DateTimeOffset);
        set => Set(value, ClientJson.Default.DateTimeOffset);
    }

    public string? ExpiredUrl
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>People let through.</summary>
    public int? MaxClicks
    {
        get => GetValue(ClientJson.Default.Int32);
        set => Set(value, ClientJson.Default.Int32);
    }

    /// <summary>Never shown again.</summary>
    public string? Password
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    public bool? Enabled
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    public string? Title
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    public string? Notes
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    public IReadOnlyList<string>? Tags
    {
        get => Get(ClientJson.Default.IReadOnlyListString);
        set => Set(value, ClientJson.Default.IReadOnlyListString);
    }

    /// <summary>Your own id, unique in the account.</summary>
    public string? ExternalId
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>Yours.</summary>
    public JsonObject? Metadata
    {
        get => Get(ClientJson.Default.JsonObject);
        set => Set(value, ClientJson.Default.JsonObject);
    }
}
