using SampleService.Domain;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Whose rights count for what a webhook is sent, while its maker is away.</summary>
public sealed class WebhookMakers(IUserDirectory users, IAdministratorRoles roles)
{
    /// <summary>The maker as a requester; null if there is no such user at present, or not one with the administration rights that the webhook needs.</summary>
    /// <exception cref="ServiceException">It could not be found out.</exception>
    public async ValueTask<Requester?> FindAsync(Webhook webhook, CancellationToken cancellation)
    {
        if (webhook.AsAdmin)
            return await HasKeptRightAsync(webhook.Maker, cancellation) ? new Requester(webhook.Maker, true) : null;
        return await users.ExistsAsync(webhook.Maker, cancellation) ? new Requester(webhook.Maker, false) : null;
    }

    /// <summary>Whether the deployment itself keeps that a user may read everything.</summary>
    /// <exception cref="ServiceException">It could not be found out.</exception>
    public async ValueTask<bool> HasKeptRightAsync(UserName user, CancellationToken cancellation) =>
        await roles.FindKeptRightAsync(user, cancellation) >= AdministratorRight.Read;
}
