using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Feed;

/// <summary><c>{"links":[id,…],"domains":[id,…]}</c>, ids as numbers.</summary>
internal sealed record FeedDocumentsRequest(IReadOnlyList<long> Links, IReadOnlyList<long> Domains)
{
    public const int MaxIds = 1_000;

    private static readonly string[] Known = ["links", "domains"];

    /// <returns>Null exactly when there are errors.</returns>
    public static FeedDocumentsRequest? Read(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = new FeedDocumentsRequest([], []);
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                var ids = Ids(fields, value, name);
                request = name == "links" ? request with { Links = ids } : request with { Domains = ids };
            }
        }

        return errors.Any ? null : request;
    }

    private static List<long> Ids(FieldReader fields, JsonElement value, string path)
    {
        if (!fields.IsArray(value, path))
        {
            return [];
        }

        var ids = new List<long>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var id) || id < 0)
            {
                fields.Refuse(path, "must hold ids as whole numbers.");
                break;
            }

            ids.Add(id);
        }

        if (ids.Count > MaxIds)
        {
            fields.Refuse(path, $"must hold at most {MaxIds} ids.");
        }

        return ids;
    }
}
