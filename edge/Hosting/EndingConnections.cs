namespace OneLink.Edge.Hosting;

/// <summary>Ends each connection of Kestrel's with its next answer while the edge is about to end. Not HTTP/2, whose server says so by itself.</summary>
internal static class EndingConnections
{
    public static void UseEndingConnections(this IApplicationBuilder app)
    {
        Drain drain = app.ApplicationServices.GetRequiredService<Drain>();
        app.Use((context, next) =>
        {
            if (drain.IsUnderWay && HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
    }
}
