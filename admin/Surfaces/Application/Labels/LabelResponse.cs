using OneLink.Admin.Labels;

namespace OneLink.Admin.Surfaces.Application.Labels;

/// <summary>A label that the account offers.</summary>
internal sealed record LabelResponse(long Id, string Title, string? Description, string Color, bool ShowOnSidebar)
{
    public static LabelResponse Of(Label label) => new(label.Id, label.Title, label.Description, label.Color, label.IsOnSidebar != 0);
}
