using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SampleService.Bench;

/// <summary>
/// The yardstick: Kestrel with next to nothing on it. It reads the body and answers so many constant bytes, whatever was
/// asked.
/// </summary>
internal static class BareKestrel
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <param name="arguments">The URL to listen on, and the bytes of an answer.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var answer = new byte[int.Parse(arguments[1], CultureInfo.InvariantCulture)];
        answer.AsSpan().Fill((byte)'x');
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(arguments[0]);
        var app = builder.Build();
        app.Run(async http =>
        {
            var body = http.Request.BodyReader;
            while (true)
            {
                var read = await body.ReadAsync();
                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }

            http.Response.ContentType = "application/json";
            http.Response.ContentLength = answer.Length;
            await http.Response.BodyWriter.WriteAsync(answer);
        });
        await app.RunAsync();
    }
}
