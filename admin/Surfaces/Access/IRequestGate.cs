namespace OneLink.Admin.Surfaces.Access;

/// <summary>
/// Lets a request into the endpoints of one surface, or answers why not. It runs after routing and before a handler's
/// parameters are read, so that what is wrong with the caller is said before what is wrong with the body.
/// </summary>
internal interface IRequestGate
{
    /// <summary>Sets the caller as a feature of the request.</summary>
    /// <returns>Null where the request may pass; else the answer.</returns>
    ValueTask<IResult?> RefuseAsync(HttpContext context);
}
