using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Filters;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Reads what calls about contacts give.</summary>
internal static class ContactParameters
{
    public static ContactInput Input(ParameterReader read) => new()
    {
        Name = read.Text("name"),
        Email = read.TextOrNull("email"),
        PhoneNumber = read.TextOrNull("phone_number"),
        Identifier = read.TextOrNull("identifier"),
        Blocked = read.Flag("blocked"),
        AvatarUrl = read.TextOrNull("avatar_url"),
        AdditionalAttributes = read.Object("additional_attributes"),
        CustomAttributes = read.Object("custom_attributes"),
    };

    public static ContactSort Sort(RequestParameters parameters) => ContactSort.Parse(Reader(parameters).TextOrNull("sort").Or(null));

    /// <summary>Contacts come with their inboxes unless that is switched off.</summary>
    public static bool WithInboxes(RequestParameters parameters) => Reader(parameters).Flag("include_contact_inboxes").Or(null) ?? true;

    /// <returns>Null where the payload is not a list of objects.</returns>
    public static List<FilterRow>? FilterRows(RequestParameters parameters)
    {
        var rows = new List<FilterRow>();
        foreach (var node in parameters.Tree["payload"] switch
        {
            null => [],
            JsonArray list => list,
            var other => new JsonArray(other.DeepClone()),
        })
        {
            if (node is not JsonObject row)
            {
                return null;
            }

            rows.Add(new FilterRow(
                Text(row["attribute_key"]),
                Text(row["filter_operator"]),
                row["values"] switch
                {
                    null => [],
                    JsonArray values => [.. values],
                    var value => [value],
                },
                row["query_operator"] is null ? null : Text(row["query_operator"])));
        }

        return rows;
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static ParameterReader Reader(RequestParameters parameters) => new(parameters, new RecordErrors());
}
