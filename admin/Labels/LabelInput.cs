using OneLink.Admin.Validation;

namespace OneLink.Admin.Labels;

/// <summary>What is to be stored of a label; what is not given stays.</summary>
internal sealed record LabelInput
{
    public Given<string?> Title { get; init; }

    public Given<string?> Description { get; init; }

    public Given<string?> Color { get; init; }

    public Given<bool?> ShowOnSidebar { get; init; }

    public Label ApplyTo(Label label, long at) => label with
    {
        Title = (Title.Or(label.Title) ?? "").Trim().ToLowerInvariant(),
        Description = Description.Or(label.Description),
        Color = Color.Or(label.Color) is { Length: > 0 } color ? color : Label.DefaultColor,
        IsOnSidebar = (ShowOnSidebar.Or(null) ?? label.IsOnSidebar != 0) ? 1 : 0,
        UpdatedAt = at,
    };
}
