namespace OneLink.Admin.Surfaces.Errors;

/// <summary>Which requests are answered in the shapes of the Application, Client and Platform APIs also where no endpoint was reached.</summary>
internal static class SurfacePaths
{
    private static readonly PathString[] Roots = ["/api/v1", "/api/v2", "/public/api", "/platform/api"];

    public static bool Contains(PathString path)
        => Roots.Any(root => path.StartsWithSegments(root, StringComparison.Ordinal)) || path.Value?.TrimEnd('/') is "/api";
}
