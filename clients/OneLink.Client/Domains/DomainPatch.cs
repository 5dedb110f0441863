using OneLink.Client.Json;

namespace OneLink.Client.Domains;

/// <summary>What to change about a domain: only properties that were set are sent, and null clears.</summary>
public sealed class DomainPatch : MergePatch
{
    public bool? Default
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    /// <summary>Where the bare host leads.</summary>
    public string? RootUrl
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>Where slugs lead that no link has.</summary>
    public string? NotFoundUrl
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    public string? ExpiredUrl
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    public AppleApps? Ios
    {
        get => Get(ClientJson.Default.AppleApps);
        set => Set(value, ClientJson.Default.AppleApps);
    }

    public AndroidApp? Android
    {
        get => Get(ClientJson.Default.AndroidApp);
        set => Set(value, ClientJson.Default.AndroidApp);
    }

    /// <summary><c>disallow</c> or <c>allow</c>.</summary>
    public string? Robots
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    public bool? OpenTokenRequired
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    /// <summary>Whether destinations that are chats carry a code of the click.</summary>
    public bool? ChatCodes
    {
        get => GetValue(ClientJson.Default.Boolean);
        set => Set(value, ClientJson.Default.Boolean);
    }

    /// <summary>Set it to null for a new one.</summary>
    public string? OpenToken
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }
}
