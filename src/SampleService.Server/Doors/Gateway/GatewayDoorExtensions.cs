namespace SampleService.Server;

/// <summary>Registration of the gateway door.</summary>
internal static class GatewayDoorExtensions
{
    /// <summary>Adds the door. Needs what the KBase door adds, and <see cref="GatewayOptions"/>.</summary>
    public static IServiceCollection AddGatewayDoor(this IServiceCollection services)
    {
        foreach (var refusal in GatewayRefusal.Kinds)
            services.AddSingleton(refusal);
        return services
            .AddSingleton(provider => new OriginPolicy(provider.GetRequiredService<GatewayOptions>().AllowedOrigins))
            .AddSingleton<PresentedTokens>()
            .AddSingleton<SessionLife>()
            .AddSingleton<GatewaySessions>()
            .AddSingleton<SessionCookies>()
            .AddSingleton<GatewayAuthorization>()
            .AddSingleton<LoginEndpoint>()
            .AddSingleton<LogoutEndpoint>()
            .AddSingleton<WebSocketWork>()
            .AddSingleton<WebSocketParts>()
            .AddSingleton<WebSocketConnections>()
            .AddSingleton<WebSocketEndpoint>()
            .AddHostedService<WebSocketWatch>()
            .AddHostedService<ExpiredSessionCleanup>()
            .AddSingleton<GatewayDoor>();
    }

    /// <summary>
    /// Gives the door the requests below its path; all others go on. This is no endpoint: routing would cost every request of the other
    /// door half a microsecond.
    /// </summary>
    public static void UseGatewayDoor(this IApplicationBuilder app)
    {
        if (!app.ApplicationServices.GetRequiredService<GatewayOptions>().Enabled)
            return;
        var door = app.ApplicationServices.GetRequiredService<GatewayDoor>();
        app.Use((http, next) => GatewayDoor.Takes(http) ? door.HandleAsync(http) : next(http));
    }
}
