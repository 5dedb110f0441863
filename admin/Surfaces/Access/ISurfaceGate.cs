using OneLink.Admin.Surfaces.Errors;

namespace OneLink.Admin.Surfaces.Access;

/// <summary>The gate of a surface that refuses in the shapes of the Application, Client and Platform APIs.</summary>
internal interface ISurfaceGate : IRequestGate
{
    /// <summary>Sets the caller as a feature of the request.</summary>
    /// <returns>Null where the request may pass.</returns>
    ValueTask<ApiError?> AdmitAsync(HttpContext context);

    async ValueTask<IResult?> IRequestGate.RefuseAsync(HttpContext context)
        => await AdmitAsync(context) is { } refusal ? new ApiErrorResult(refusal) : null;
}
