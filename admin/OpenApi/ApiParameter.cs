using Microsoft.OpenApi;

namespace OneLink.Admin.OpenApi;

/// <summary>A parameter of an operation.</summary>
internal sealed record ApiParameter(string Name, ParameterLocation In, ApiType Type, string Description)
{
    public bool IsRequired { get; private init; }

    /// <summary>Whether the value is a list, its values separated by commas.</summary>
    public bool IsList => Type.Items is not null;

    public static ApiParameter Query(string name, ApiType type, string description) => new(name, ParameterLocation.Query, type, description);

    public static ApiParameter Header(string name, ApiType type, string description) => new(name, ParameterLocation.Header, type, description);

    public static ApiParameter Path(string name, ApiType type, string description)
        => new(name, ParameterLocation.Path, type, description) { IsRequired = true };

    public ApiParameter Required() => this with { IsRequired = true };
}
