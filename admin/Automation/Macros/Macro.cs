namespace OneLink.Admin.Automation.Macros;

/// <summary>Actions that people do together with one click. Times are Unix milliseconds, as stored.</summary>
internal sealed record Macro
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>One of <see cref="MacroVisibility"/>.</summary>
    public long Visibility { get; init; }

    /// <summary>JSON array, as the client wrote it.</summary>
    public string Actions { get; init; } = "[]";

    /// <summary>Null where the person is gone.</summary>
    public long? CreatedById { get; init; }

    public long? UpdatedById { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public bool IsGlobal => Visibility == MacroVisibility.Global;
}
