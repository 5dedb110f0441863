namespace OneLink.Admin.Surfaces.Access;

/// <summary>Leads each request to the gate of its endpoint.</summary>
internal static class SurfaceAccess
{
    /// <summary>Puts a gate before every endpoint of the group.</summary>
    public static TBuilder AdmittedBy<TBuilder>(this TBuilder endpoints, IRequestGate gate)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(new Gate(gate));

    public static async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Gate>() is { } gate && await gate.Value.RefuseAsync(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private sealed record Gate(IRequestGate Value);
}
