using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.Safety;

/// <summary>Reads <c>{"hosts":["…"]}</c>.</summary>
internal static class DeniedHostRequest
{
    /// <summary>Of an account, in its list and in one call.</summary>
    public const int MaxHosts = 10_000;

    public const int MaxText = 1000;

    private static readonly string[] Known = DeniedHostSchema.Sent.Names;

    /// <returns>Null exactly when there are errors.</returns>
    public static IReadOnlySet<string>? Read(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        HashSet<string>? hosts = null;
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                hosts = ReadHosts(fields, value, name);
            }

            if (hosts is null && !errors.Any)
            {
                fields.Refuse("hosts", "is required.");
            }
        }

        return errors.Any ? null : hosts;
    }

    private static HashSet<string> ReadHosts(FieldReader fields, JsonElement value, string path)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        if (!fields.IsArray(value, path))
        {
            return hosts;
        }

        if (value.GetArrayLength() > MaxHosts)
        {
            fields.Refuse(path, string.Create(CultureInfo.InvariantCulture, $"must have at most {MaxHosts} hosts."));
            return hosts;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (!fields.Text(item, itemPath, MaxText, out var text))
            {
                continue;
            }

            if (text is not null && HostName.TryNormalize(text, out var host, out var error))
            {
                hosts.Add(host);
            }
            else
            {
                fields.Refuse(itemPath, text is null ? "must be a host such as evil.example." : "has no host that could be denied; write it like evil.example, without scheme and path.");
            }
        }

        return hosts;
    }
}
