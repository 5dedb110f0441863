using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Links.List;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Which links a bulk change is about: <c>ids</c>, or a <c>filter</c> and perhaps a <c>cursor</c>; and what to set.</summary>
internal sealed record BulkChangeRequest
{
    /// <summary>Longest name of a link, in UTF-16 code units: an externalId and its prefix. Longer ones name nothing.</summary>
    public const int MaxName = 1_000;

    private static readonly string[] Selectors = BulkSchema.Deletion.Names;
    private static readonly string[] SelectorsAndSet = BulkSchema.Update.Names;

    /// <summary>As single calls name links; null where a filter selects them.</summary>
    public IReadOnlyList<string>? Ids { get; private init; }

    /// <summary>With at least one condition; null where links are named.</summary>
    public LinkQuery? Filter { get; private init; }

    /// <summary>Null for a deletion.</summary>
    public LinkPatch? Patch { get; private init; }

    /// <param name="body">The body.</param>
    /// <param name="domains">Domains of the caller's account.</param>
    /// <param name="isUpdate">Whether there must be a <c>set</c>; else there must be none.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static BulkChangeRequest? Read(JsonElement body, AccountDomains domains, bool isUpdate, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        if (!fields.IsObject(body, ""))
        {
            return null;
        }

        var members = fields.Members(body, "", isUpdate ? SelectorsAndSet : Selectors).ToDictionary(StringComparer.Ordinal);
        var request = new BulkChangeRequest
        {
            Ids = members.TryGetValue("ids", out var ids) ? ReadIds(fields, ids) : null,
            Filter = members.TryGetValue("filter", out var filter) ? ReadFilter(fields, filter, domains) : null,
            Patch = members.TryGetValue("set", out var set) ? LinkPatch.Read(set, domains, errors) : null,
        };
        if (members.ContainsKey("ids") == members.ContainsKey("filter"))
        {
            fields.Refuse("ids", "or filter is required, and not both: which links are meant.");
        }

        if (isUpdate && !members.ContainsKey("set"))
        {
            fields.Refuse("set", "is required: the fields to change, as in a PATCH of one link.");
        }

        if (members.TryGetValue("cursor", out var cursor))
        {
            request = request.From(fields, cursor);
        }

        return errors.Any ? null : request;
    }

    private static List<string> ReadIds(FieldReader fields, JsonElement value)
    {
        var ids = new List<string>();
        if (!fields.IsArray(value, "ids"))
        {
            return ids;
        }

        if (value.GetArrayLength() > BulkRequest.MaxLinks)
        {
            fields.Refuse("ids", string.Create(
                CultureInfo.InvariantCulture, $"must have at most {BulkRequest.MaxLinks} links, but has {value.GetArrayLength()}; send several calls."));
            return ids;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"ids[{index}]");
            if (!fields.Text(item, path, MaxName, out var id))
            {
                continue;
            }

            if (string.IsNullOrEmpty(id))
            {
                fields.Refuse(path, "must be a slug, lnk_… or ext_….");
                continue;
            }

            ids.Add(id);
        }

        return ids;
    }

    private static LinkQuery? ReadFilter(FieldReader fields, JsonElement value, AccountDomains domains)
    {
        if (!fields.IsObject(value, "filter"))
        {
            return null;
        }

        var parameters = BulkFilter.Parameters(value, fields);
        if (parameters.Count == 0)
        {
            // Nothing but what was refused already: that is the reason to give.
            if (fields.Errors.ByPath.Keys.Any(path => path.StartsWith("filter.", StringComparison.Ordinal)))
            {
                return null;
            }

            fields.Refuse("filter", "must have a condition, such as {\"tag\":\"old\"}: without one it would mean every link of the account.");
            return null;
        }

        var errors = new FieldErrors();
        var query = LinkQuery.ReadFilter(parameters, domains, errors);
        fields.Errors.AddAll("filter.", errors);
        return query;
    }

    private BulkChangeRequest From(FieldReader fields, JsonElement value)
    {
        if (!fields.Text(value, "cursor", maxLength: 1_000, out var cursor) || cursor is null || Filter is null)
        {
            return this;
        }

        return this with { Filter = Filter.WithCursor(cursor, fields.Errors) };
    }
}
