using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Shared.Networks;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary><c>{name, scopes[], expiresAt?, allowedIps?[]}</c>: a new key, or a merge patch over one that is there.</summary>
internal sealed record ApiKeyRequest(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt, IReadOnlyList<string> AllowedIps)
{
    public const int MaxName = 100;
    public const int MaxNetworks = 100;

    /// <summary>An IPv6 address with its mask, at its longest.</summary>
    public const int MaxNetwork = 49;

    private static readonly string[] Known = ApiKeySchema.Sent.Names;

    public static ApiKeyRequest New { get; } = new("", [], ExpiresAt: null, []);

    public static ApiKeyRequest Of(ApiKey key) => new(
        key.Name,
        key.ScopeNames,
        key.ExpiresAt is { } expires ? DateTimeOffset.FromUnixTimeMilliseconds(expires) : null,
        key.Networks);

    /// <param name="body">The JSON value that should be a key.</param>
    /// <param name="baseline">What the key is before.</param>
    /// <param name="now">Current time.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static ApiKeyRequest? Read(JsonElement body, ApiKeyRequest baseline, DateTimeOffset now, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = baseline;
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                // Only OneLink sets the others. They are ignored, so that a key that was fetched can be sent back.
                request = name switch
                {
                    "name" when fields.Text(value, name, MaxName, out var text) => request with { Name = text?.Trim() ?? "" },
                    "scopes" => request with { Scopes = ReadScopes(fields, value) },
                    "expiresAt" when ReadExpiry(fields, value, now, out var time) => request with { ExpiresAt = time },
                    "allowedIps" => request with { AllowedIps = ReadNetworks(fields, value) },
                    _ => request,
                };
            }

            request.Check(fields);
        }

        return errors.Any ? null : request;
    }

    private void Check(FieldReader fields)
    {
        if (Name.Length == 0 && !fields.Errors.ByPath.ContainsKey("name"))
        {
            fields.Refuse("name", "is required.");
        }

        if (Scopes.Count == 0 && !fields.Errors.ByPath.Keys.Any(path => path.StartsWith("scopes", StringComparison.Ordinal)))
        {
            fields.Refuse("scopes", $"must hold at least one of {string.Join(", ", Scope.All)}.");
        }
    }

    private static bool ReadExpiry(FieldReader fields, JsonElement value, DateTimeOffset now, out DateTimeOffset? time)
        => fields.Time(value, "expiresAt", out time) && (time is null || time > now || fields.Refuse("expiresAt", "must be in the future."));

    private static List<string> ReadScopes(FieldReader fields, JsonElement value)
        => ReadTexts(fields, value, "scopes", MaxName, Scope.All.Count * 2, static (fields, path, scope) =>
            Scope.All.Contains(scope, StringComparer.Ordinal) || fields.Refuse(path, $"must be one of {string.Join(", ", Scope.All)}."));

    private static List<string> ReadNetworks(FieldReader fields, JsonElement value)
        => value.ValueKind == JsonValueKind.Null ? [] : ReadTexts(fields, value, "allowedIps", MaxNetwork, MaxNetworks, static (fields, path, network) =>
            IsNetwork(network) || fields.Refuse(path, "must be an address or a CIDR range such as 10.0.0.0/8 or 2001:db8::/32."));

    private static List<string> ReadTexts(
        FieldReader fields, JsonElement value, string name, int maxLength, int maxCount, Func<FieldReader, string, string, bool> isValid)
    {
        var texts = new List<string>();
        if (!fields.IsArray(value, name))
        {
            return texts;
        }

        if (value.GetArrayLength() > maxCount)
        {
            fields.Refuse(name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"must have at most {maxCount} entries."));
            return texts;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var path = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}[{index}]");
            if (fields.Text(item, path, maxLength, out var text) && isValid(fields, path, text ?? "") && !texts.Contains(text!, StringComparer.Ordinal))
            {
                texts.Add(text!);
            }
        }

        return texts;
    }

    private static bool IsNetwork(string text)
    {
        try
        {
            return text.Length > 0 && !text.Contains(',', StringComparison.Ordinal) && new NetworkList(text) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
