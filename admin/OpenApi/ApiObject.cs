namespace OneLink.Admin.OpenApi;

/// <summary>A JSON object whose members are listed: a component of the API description. The one list of its members.</summary>
/// <param name="Name">Of the component, unique.</param>
/// <param name="Description">What it is, in Markdown.</param>
/// <param name="Fields">In the order in which they are shown.</param>
internal sealed record ApiObject(string Name, string Description, IReadOnlyList<ApiField> Fields)
{
    /// <summary>Whether members that are not listed are refused.</summary>
    public bool IsClosed { get; private init; }

    /// <summary>Names of which exactly one must be there.</summary>
    public IReadOnlyList<string> OneRequired { get; init; } = [];

    /// <summary>Whether a field must be there; what depends on the way of the object.</summary>
    public Func<ApiField, bool> Requires { get; private init; } = static field => !field.IsOptional;

    /// <summary>The names that a reader knows.</summary>
    public string[] Names => [.. Fields.Select(known => known.Name)];

    /// <summary>An object that is answered.</summary>
    public static ApiObject Answered(string name, string description, params IEnumerable<ApiField> fields)
        => new(name, description, [.. fields.Where(field => !field.IsWriteOnly)]);

    /// <summary>An object that is sent: <c>null</c> clears, and what is not listed is refused.</summary>
    public static ApiObject Sent(string name, string description, params IEnumerable<ApiField> fields)
        => new(name, description, [.. fields.Select(Sent)]) { IsClosed = true, Requires = static field => field.IsRequired };

    /// <summary>The same object as a merge patch: nothing has to be there.</summary>
    public ApiObject AsPatch(string name, string description)
        => this with { Name = name, Description = description, Requires = static _ => false };

    /// <summary>The same object, of which members that are not listed are ignored.</summary>
    public ApiObject Open() => this with { IsClosed = false };

    private static ApiField Sent(ApiField field)
        => field.IsRequired || field.IsNeverNull || field.IsReadOnly ? field : field with { Type = field.Type.OrNull() };
}
