using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace OneLink.Admin.OpenApi;

/// <summary>The description of this API at <c>/openapi.json</c>, and pages to read and try it at <c>/docs</c>.</summary>
internal static class OpenApiServices
{
    /// <summary>The one that is served where a path names none.</summary>
    public const string DocumentName = "v1";

    private const string DocumentPath = "/openapi.json";

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddSingleton<ApiDocument>();
        services.AddOpenApi(DocumentName, static options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer<DocumentDescriber>();
            options.AddOperationTransformer<OperationDescriber>();
        });
    }

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapGet(DocumentPath, Serve).ExcludeFromDescription();

        // All of it comes from this process: the pages work where there is no way out.
        app.UseSwaggerUI(static pages =>
        {
            pages.RoutePrefix = "docs";
            pages.DocumentTitle = "OneLink API";
            pages.SwaggerEndpoint(DocumentPath, "OneLink");
            pages.EnableValidator(null);
            pages.DisplayOperationId();
            pages.DefaultModelsExpandDepth(0);
            pages.EnableDeepLinking();
        });
    }

    internal static async Task<ContentHttpResult> Serve(ApiDocument document) => TypedResults.Text(await document.ReadAsync(), ApiBody.Json);

    /// <summary>Says what the API description shows of an endpoint.</summary>
    public static TBuilder Describe<TBuilder>(this TBuilder endpoint, ApiOperation operation)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(operation);
}
