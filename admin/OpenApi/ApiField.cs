namespace OneLink.Admin.OpenApi;

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">As in JSON.</param>
/// <param name="Type">In answers; in requests <c>null</c> is allowed as well, and clears, unless the field is required.</param>
/// <param name="Description">What it is for, in Markdown.</param>
internal sealed record ApiField(string Name, ApiType Type, string Description)
{
    /// <summary>Whether a request must hold it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether a request may hold it, but not as <c>null</c>.</summary>
    public bool IsNeverNull { get; init; }

    /// <summary>Set by OneLink alone.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Shown in no answer.</summary>
    public bool IsWriteOnly { get; init; }

    /// <summary>Whether an answer may leave it out.</summary>
    public bool IsOptional { get; init; }
}
