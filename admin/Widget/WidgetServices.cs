namespace OneLink.Admin.Widget;

internal static class WidgetServices
{
    public static void AddWidget(this IServiceCollection services)
    {
        services.AddSingleton<LinkCards>();
        services.AddSingleton<LinkCardPictures>();
        services.AddSingleton<WidgetSnippet>();
    }

    public static void MapWidget(this IEndpointRouteBuilder routes) => WidgetEndpoints.Map(routes);
}
