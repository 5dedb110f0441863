using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OneLink.Admin.OpenApi;

/// <summary>A kind of JSON value, or of a parameter, as the API description shows it.</summary>
internal sealed record ApiType
{
    /// <summary>Null where any value will do, or where <see cref="Object"/> or <see cref="AnyOf"/> says it.</summary>
    public JsonSchemaType? Kind { get; private init; }

    public string? Format { get; private init; }

    public string? Pattern { get; private init; }

    public int? MinLength { get; private init; }

    /// <summary>In UTF-16 code units, as the readers count.</summary>
    public int? MaxLength { get; private init; }

    public decimal? Min { get; private init; }

    public decimal? Max { get; private init; }

    public JsonNode? Default { get; private init; }

    public JsonNode? Example { get; private init; }

    /// <summary>The only values there are.</summary>
    public IReadOnlyList<JsonNode>? Values { get; private init; }

    /// <summary>Of a list.</summary>
    public ApiType? Items { get; private init; }

    public int? MinItems { get; private init; }

    public int? MaxItems { get; private init; }

    /// <summary>An object whose members are listed: a component of the document.</summary>
    public ApiObject? Object { get; private init; }

    /// <summary>Of every member of an object whose names are the caller's own.</summary>
    public ApiType? Members { get; private init; }

    public IReadOnlyList<ApiType>? AnyOf { get; private init; }

    public bool IsNullable { get; private init; }

    public static ApiType Any { get; } = new();

    /// <summary>Nothing but <c>true</c>.</summary>
    public static ApiType OneOfTrue { get; } = new() { Kind = JsonSchemaType.Boolean, Values = [JsonValue.Create(true)] };

    public static ApiType Flag { get; } = new() { Kind = JsonSchemaType.Boolean };

    /// <summary>RFC 3339.</summary>
    public static ApiType Time { get; } = new() { Kind = JsonSchemaType.String, Format = "date-time", Example = "2027-01-31T12:00:00Z" };

    public static ApiType Decimal { get; } = new() { Kind = JsonSchemaType.Number };

    /// <summary>A count of things.</summary>
    public static ApiType Count { get; } = new() { Kind = JsonSchemaType.Integer, Format = "int64", Min = 0 };

    /// <summary>An object of the caller's own making.</summary>
    public static ApiType FreeObject { get; } = new() { Kind = JsonSchemaType.Object };

    public static ApiType Text(int? maxLength = null, int? minLength = null)
        => new() { Kind = JsonSchemaType.String, MaxLength = maxLength, MinLength = minLength };

    /// <summary>An absolute address, or the URI of an app.</summary>
    public static ApiType Uri(int? maxLength = null) => new() { Kind = JsonSchemaType.String, Format = "uri", MaxLength = maxLength };

    /// <summary>One of these texts.</summary>
    public static ApiType OneOf(params IEnumerable<string> names)
        => new() { Kind = JsonSchemaType.String, Values = [.. names.Select(name => (JsonNode)name)] };

    /// <summary>One of these numbers.</summary>
    public static ApiType OneOf(params IEnumerable<int> numbers)
        => new() { Kind = JsonSchemaType.Integer, Values = [.. numbers.Select(number => (JsonNode)number)] };

    public static ApiType Integer(long min, long? max = null) => new() { Kind = JsonSchemaType.Integer, Min = min, Max = max };

    public static ApiType ListOf(ApiType items, int? max = null, int? min = null)
        => new() { Kind = JsonSchemaType.Array, Items = items, MinItems = min, MaxItems = max };

    public static ApiType MapOf(ApiType members) => new() { Kind = JsonSchemaType.Object, Members = members };

    public static ApiType Of(ApiObject known) => new() { Object = known };

    public static ApiType Either(params IReadOnlyList<ApiType> types) => new() { AnyOf = types };

    public ApiType OrNull() => this with { IsNullable = true };

    public ApiType Matching(string pattern) => this with { Pattern = pattern };

    /// <summary>What it is where it is left out.</summary>
    public ApiType Otherwise(JsonNode value) => this with { Default = value };

    public ApiType Like(JsonNode example) => this with { Example = example };
}
