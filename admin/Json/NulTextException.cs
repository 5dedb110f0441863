namespace OneLink.Admin.Json;

/// <summary>A text of a request holds a NUL character; answered by the surface's own handler.</summary>
/// <param name="name">Path of the field, or name of the parameter.</param>
internal sealed class NulTextException(string name)
    : BadHttpRequestException($"{name} must not hold a NUL character.", StatusCodes.Status422UnprocessableEntity)
{
    public string Field => name;
}
