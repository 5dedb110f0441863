namespace OneLink.Admin.Surfaces.Application.BulkActions;

/// <summary>Of a type that is not known.</summary>
internal sealed record BulkActionRefusal(bool Success);
