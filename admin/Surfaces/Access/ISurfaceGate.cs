using OneLink.Admin.Surfaces.Errors;

namespace OneLink.Admin.Surfaces.Access;

/// <summary>
/// Lets a request into the endpoints of one surface, or says why not. It runs after routing and before a handler's
/// parameters are read, so that what is wrong with the caller is said before what is wrong with the body.
/// </summary>
internal interface ISurfaceGate
{
    /// <summary>Sets the caller as a feature of the request.</summary>
    /// <returns>Null where the request may pass.</returns>
    ValueTask<ApiError?> AdmitAsync(HttpContext context);
}
