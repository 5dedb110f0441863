using OneLink.Client.Json;

namespace OneLink.Client.Keys;

/// <summary>What to change about a key: only properties that were set are sent, and null clears.</summary>
public sealed class ApiKeyPatch : MergePatch
{
    public string? Name
    {
        get => Get(ClientJson.Default.String);
        set => Set(value, ClientJson.Default.String);
    }

    /// <summary>Only those that the calling key has.</summary>
    public IReadOnlyList<string>? Scopes
    {
        get => Get(ClientJson.Default.IReadOnlyListString);
        set => Set(value, ClientJson.Default.IReadOnlyListString);
    }

    /// <summary>Addresses and CIDR ranges that it may be used from; any where null.</summary>
    public IReadOnlyList<string>? AllowedIps
    {
        get => Get(ClientJson.Default.IReadOnlyListString);
        set => Set(value, ClientJson.Default.IReadOnlyListString);
    }

    /// <summary>Never where null.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get => GetValue(ClientJson.Default.DateTimeOffset);
        set => Set(value, ClientJson.Default.DateTimeOffset);
    }
}
