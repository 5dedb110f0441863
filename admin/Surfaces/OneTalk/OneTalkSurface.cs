namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>The OneTalk API: other systems that bring their people and let them into live chat (docs/onetalk.md).</summary>
internal static class OneTalkSurface
{
    /// <summary>The same under both.</summary>
    private static readonly PathString[] Roots = ["/v1/user", "/api/integration/v1/user"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var gate = routes.ServiceProvider.GetRequiredService<OneTalkGate>();
        foreach (var root in Roots)
        {
            UserEndpoints.Map(routes.MapGroup(root.Value!), gate);
        }
    }

    public static bool Contains(PathString path) => Roots.Any(root => path.StartsWithSegments(root, StringComparison.Ordinal));
}
