using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OneLink.Admin.OpenApi;

/// <summary>Turns types into schemas of one document; objects become components, each once.</summary>
internal sealed class SchemaWriter(OpenApiDocument document)
{
    public IOpenApiSchema Schema(ApiType type, string? description = null) => type.Object is { } known
        ? Reference(known, type.IsNullable, description)
        : Inline(type, description);

    private IOpenApiSchema Reference(ApiObject known, bool isNullable, string? description)
    {
        Add(known);
        var reference = new OpenApiSchemaReference(known.Name, document);
        if (!isNullable)
        {
            reference.Description = description;
            return reference;
        }

        return new OpenApiSchema { OneOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }], Description = description };
    }

    private OpenApiSchema Inline(ApiType type, string? description) => new()
    {
        Type = type.IsNullable ? type.Kind | JsonSchemaType.Null : type.Kind,
        Format = type.Format,
        Pattern = type.Pattern,
        MinLength = type.MinLength,
        MaxLength = type.MaxLength,
        Minimum = type.Min?.ToString(CultureInfo.InvariantCulture),
        Maximum = type.Max?.ToString(CultureInfo.InvariantCulture),
        Default = type.Default?.DeepClone(),
        Examples = type.Example is null ? null : [type.Example.DeepClone()],
        Enum = type.Values is null ? null : [.. Values(type)],
        Items = type.Items is null ? null : Schema(type.Items),
        MinItems = type.MinItems,
        MaxItems = type.MaxItems,
        AdditionalProperties = type.Members is null ? null : Schema(type.Members),
        AnyOf = type.AnyOf is null ? null : [.. type.AnyOf.Select(either => Schema(either)), .. Null(type)],
        Description = description,
    };

    private static IEnumerable<JsonNode> Values(ApiType type)
    {
        var values = type.Values!.Select(value => value.DeepClone());
        return type.IsNullable ? [.. values, JsonNullSentinel.JsonNull] : values;
    }

    private static IEnumerable<IOpenApiSchema> Null(ApiType type)
        => type.IsNullable ? [new OpenApiSchema { Type = JsonSchemaType.Null }] : [];

    private void Add(ApiObject known)
    {
        var components = (document.Components ??= new OpenApiComponents()).Schemas ??= new SortedDictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        if (components.ContainsKey(known.Name))
        {
            return;
        }

        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Description = known.Description };

        // Known before its members are looked at, which may lead back to it.
        components.Add(known.Name, schema);
        schema.Properties = known.Fields.ToDictionary(field => field.Name, Member, StringComparer.Ordinal);
        schema.Required = known.Fields.Where(known.Requires).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        schema.AdditionalPropertiesAllowed = !known.IsClosed;
        if (known.OneRequired is not [])
        {
            schema.OneOf = [.. known.OneRequired.Select(name => new OpenApiSchema { Required = new HashSet<string>(StringComparer.Ordinal) { name } })];
        }
    }

    private IOpenApiSchema Member(ApiField field)
    {
        var schema = Schema(field.Type, field.Description);
        switch (schema)
        {
            case OpenApiSchema own:
                own.ReadOnly = field.IsReadOnly;
                own.WriteOnly = field.IsWriteOnly;
                break;
            case OpenApiSchemaReference reference:
                reference.ReadOnly = field.IsReadOnly;
                reference.WriteOnly = field.IsWriteOnly;
                break;
            default:
                break;
        }

        return schema;
    }
}
