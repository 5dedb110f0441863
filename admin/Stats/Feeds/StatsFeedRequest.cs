using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats.Feeds;

/// <summary>A feed as a body asks for it: whose clicks, and the query as text (<c>groupBy=country&amp;period=30d</c>) or as an object.</summary>
internal sealed record StatsFeedRequest(string Name, string? Link, string? Domain, string Query)
{
    public const int LongestName = 200;
    public const int LongestQuery = 4_000;
    private static readonly string[] Known = StatsFeedSchema.Sent.Names;

    /// <returns>Null exactly when there are errors.</returns>
    public static StatsFeedRequest? Read(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = new StatsFeedRequest("", Link: null, Domain: null, "");
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                request = request.With(fields, name, value);
            }
        }

        return errors.Any ? null : request;
    }

    private StatsFeedRequest With(FieldReader fields, string name, JsonElement value)
    {
        if (name == "query" && value.ValueKind == JsonValueKind.Object)
        {
            return this with { Query = Flat(fields, value) };
        }

        if (!fields.Text(value, name, name == "query" ? LongestQuery : LongestName, out var text))
        {
            return this;
        }

        return name switch
        {
            "name" => this with { Name = text ?? "" },
            "domain" => this with { Domain = text },
            "query" => this with { Query = (text ?? "").TrimStart('?') },
            _ => this with { Link = text },
        };
    }

    private static string Flat(FieldReader fields, JsonElement query)
    {
        var pairs = new List<string>();
        foreach (var member in query.EnumerateObject())
        {
            if (JsonNames.Of(member) is not { } name || Text(member.Value) is not { } value)
            {
                fields.Refuse("query", "holds a value that is no text, number or list of texts.");
                continue;
            }

            pairs.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        }

        return string.Join('&', pairs);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null,
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            => string.Join(',', value.EnumerateArray().Select(item => item.GetString())),
        _ => null,
    };
}
