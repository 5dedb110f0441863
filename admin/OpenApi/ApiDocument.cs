using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OneLink.Admin.OpenApi;

/// <summary>The description as JSON: made when it is first asked for, and the same for everybody from then on.</summary>
internal sealed class ApiDocument([FromKeyedServices(OpenApiServices.DocumentName)] IOpenApiDocumentProvider provider)
{
    private readonly Lazy<Task<string>> _json = new(async () =>
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
    });

    public Task<string> ReadAsync() => _json.Value;
}
