using System.Globalization;
using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>An array of links, or <c>{"links":[…],"atomic":true}</c>.</summary>
internal sealed record BulkRequest(JsonElement Links, bool Atomic)
{
    public const int MaxLinks = 10_000;

    private static readonly string[] Known = BulkSchema.Creation.Names;

    /// <summary>Whether the body is a bulk at all, and not one link.</summary>
    public static bool IsBulk(JsonElement body)
        => body.ValueKind == JsonValueKind.Array
            || (body.ValueKind == JsonValueKind.Object && body.EnumerateObject().Any(member => JsonNames.Of(member) == "links"));

    /// <returns>Null exactly when there are errors.</returns>
    public static BulkRequest? Read(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = new BulkRequest(body, Atomic: false);
        if (body.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                request = name switch
                {
                    "atomic" when fields.Flag(value, name, out var atomic) => request with { Atomic = atomic ?? false },
                    "links" => request with { Links = value },
                    _ => request,
                };
            }
        }

        if (fields.IsArray(request.Links, "links") && request.Links.GetArrayLength() > MaxLinks)
        {
            fields.Refuse("links", string.Create(
                CultureInfo.InvariantCulture, $"must have at most {MaxLinks} links, but has {request.Links.GetArrayLength()}; send several calls or NDJSON."));
        }

        return errors.Any ? null : request;
    }
}
