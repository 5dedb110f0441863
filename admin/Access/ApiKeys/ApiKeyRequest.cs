using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary><c>{name, scopes[], expiresAt?}</c>.</summary>
internal sealed record ApiKeyRequest(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
{
    public const int MaxName = 100;

    private static readonly string[] Known = ApiKeySchema.Sent.Names;

    /// <returns>Null exactly when there are errors.</returns>
    public static ApiKeyRequest? Read(JsonElement body, DateTimeOffset now, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = new ApiKeyRequest("", [], ExpiresAt: null);
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                request = name switch
                {
                    "name" when fields.Text(value, name, MaxName, out var text) => request with { Name = text?.Trim() ?? "" },
                    "scopes" => request with { Scopes = ReadScopes(fields, value) },
                    "expiresAt" when fields.Time(value, name, out var time) => request with { ExpiresAt = time },
                    _ => request,
                };
            }

            request.Check(fields, now);
        }

        return errors.Any ? null : request;
    }

    private void Check(FieldReader fields, DateTimeOffset now)
    {
        if (Name.Length == 0 && !fields.Errors.ByPath.ContainsKey("name"))
        {
            fields.Refuse("name", "is required.");
        }

        if (Scopes.Count == 0 && !fields.Errors.ByPath.ContainsKey("scopes"))
        {
            fields.Refuse("scopes", $"must hold at least one of {string.Join(", ", Scope.All)}.");
        }

        if (ExpiresAt <= now)
        {
            fields.Refuse("expiresAt", "must be in the future.");
        }
    }

    private static List<string> ReadScopes(FieldReader fields, JsonElement value)
    {
        var scopes = new List<string>();
        if (!fields.IsArray(value, "scopes"))
        {
            return scopes;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var path = $"scopes[{index}]";
            if (!fields.Text(item, path, MaxName, out var scope))
            {
                continue;
            }

            if (scope is null || !Scope.All.Contains(scope, StringComparer.Ordinal))
            {
                fields.Refuse(path, $"must be one of {string.Join(", ", Scope.All)}.");
            }
            else if (!scopes.Contains(scope, StringComparer.Ordinal))
            {
                scopes.Add(scope);
            }
        }

        // Said once, at its own place, and not again as "must hold at least one".
        return scopes.Count == 0 && value.GetArrayLength() > 0 ? [""] : scopes;
    }
}
