namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>The exceptions by which the framework tells that a request cannot be read; answered by <see cref="Errors.SurfaceExceptionHandler"/>.</summary>
internal static class UnreadableRequest
{
    public static BadHttpRequestException Bad(string reason) => new(reason, StatusCodes.Status400BadRequest);

    public static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
